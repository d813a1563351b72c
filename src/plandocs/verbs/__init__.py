"""The verbs: one module for each thing that plandocs does, on top of the rooms and under the names.

They live in a room of their own because a module ``plandocs.parse`` would take the place of the
public function ``plandocs.parse`` as soon as anything imported it.
"""
