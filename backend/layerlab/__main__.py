"""`python -m layerlab`."""

from layerlab.cli import main

if __name__ == "__main__":
    main()
