"""How a form is described: the marks on its models, compiled once into plain field specs."""
