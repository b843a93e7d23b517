"""The figures of the project: one module a figure, each with `measure() -> list[Row]`."""
