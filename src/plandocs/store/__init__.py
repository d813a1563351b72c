"""What a living folder remembers: readings by the content of their files, and HR's corrections.

The state is one SQLite file that lies where HR says. It comes from a folder that others can write
to, so it is distrusted: what it holds is checked like any data before it becomes a plan.
"""
