"""Room two: a case in, findings out. Pure: no input, no output, no clock, no chance."""
