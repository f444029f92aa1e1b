"""The faces of zangraph: command line, build, and what people and programs see of the built acts."""

__version__ = "0.1.0"
