"""Network to numbers: Series by member, floats, tidy frames. Pure."""
