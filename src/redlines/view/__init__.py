"""Room three: findings in, text out. Every function returns; none prints."""
