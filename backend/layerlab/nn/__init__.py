"""Torch modules that PyTorch lacks, each citing its paper, and how weights begin."""
