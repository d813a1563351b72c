"""Real plans broken at random: only errors of plandocs come out."""
