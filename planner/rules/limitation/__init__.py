"""The time limit for court: until when a debt can be sued for, as far as that can be said without the papers.

``places`` reads the law of a place, ``walk`` counts one reading of it, ``clock`` puts the readings together, ``words`` says
what came out. Two days are kept apart: ``not_before``, before which the time has not ended on any reading of what is known,
and ``ends_on``, after which it has on every reading. Between them it is unknown. It is never announced as over.
"""
