"""How right, how complete and how silent are readers of completed Word forms?"""
