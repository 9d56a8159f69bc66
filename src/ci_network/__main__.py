"""Run the command line as ``python -m ci_network``."""

from ci_network.cli import main

if __name__ == "__main__":
    main()
