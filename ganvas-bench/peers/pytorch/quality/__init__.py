"""Generators of the literature, written from their papers, under one clock and one command line. Start at program.py."""
