"""The anime catalogue's messages: made from the models, read into them, summed up."""

from catalog_py.conversion import ConversionError, from_message, to_message
from catalog_py.summary import mean_score, summary

__all__ = ["ConversionError", "from_message", "mean_score", "summary", "to_message"]
