"""How Sphinx makes the site of these documents; ``python tools/build_site.py`` runs it.

The folder of the sources is the checkout, so that README, CHANGELOG and CONTRIBUTING are pages
where they lie, and a link that works on disk works on the site.
"""

import plandocs

project = "plandocs"
author = "The plandocs authors"
version = release = plandocs.__version__
root_doc = "docs/index"
include_patterns = [
    "docs/**",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "samples/README.md",
    "templates/README.md",
    "benchmarks/**/README.md",
]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

myst_heading_anchors = 4  # as GitHub makes them: links to headings work in both
suppress_warnings = ["misc.highlighting_failure"]  # snippets of XML leave things out with "…"

default_role = "code"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 80
napoleon_numpy_docstring = False
napoleon_custom_sections = [("Options of all that read documents", "params_style")]

html_theme = "furo"
html_title = "plandocs"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_theme_options = {"top_of_page_buttons": []}
