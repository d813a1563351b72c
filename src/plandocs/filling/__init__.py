"""A plan becomes a document: the agency's own values, the proof, the folder it goes to.

``job`` fills one plan and names its file, ``many`` lists of them; ``templates`` and
``own_template`` have what is filled, ``context`` and ``agency`` the values beside the plan,
``render`` the proof that it reads back, ``form_laws`` what a form and its blank have to hold,
``destination`` where files go.
"""
