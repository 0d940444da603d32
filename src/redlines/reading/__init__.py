"""Room one: text in, a case and its problems out. The only room that reads files."""
