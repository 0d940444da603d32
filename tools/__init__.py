"""Scripts for those who keep the data: they write pages of docs/ from it and draw samples.

Each runs from the root of the repository, as in `python -m tools.sources_page`.
"""
