"""The model as HTML: one Markdown engine and the elements made from blocks and data."""
