"""A neural network playground in the browser, with real PyTorch behind it."""

__version__ = "0.1.0"
