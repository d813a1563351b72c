"""Word documents for tests, built in code. There are two ways, and no third.

*From nothing*: `notation` writes WordprocessingML in a line, `opc.docx` packs it as lean as can be,
and `small_form.built` as a small form in which a test replaces the pieces that it speaks of
(`form_parts` are the parts that Word saves with it, `packings` the shapes that other programs give
the file, `official` the words that the form prints).

*From a document*: `opc.changed` puts other parts in place, `opc.replaced` other words;
`filled_plan.edited` does it to one filled plan, by changes such as ``words(old, new)``.

What only another program can write comes from that program: `by_python_docx`, and `ole` containers.
"""
