"""What is made from the course besides the pages of the site.

An output knows the model and its HTML, and nothing of another output.
"""
