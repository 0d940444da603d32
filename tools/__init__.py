"""Scripts for those who keep the data and the code.

They write pages of docs/ from the data, draw samples, and record what the commands print. Each runs
from the root of the repository, as in `python -m tools.sources_page`.
"""
