"""What a call means, in Python and on the command line: names and days as people write them."""
