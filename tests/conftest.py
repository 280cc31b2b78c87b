"""What holds for every test: no test fails because the machine is busy."""

from hypothesis import settings

settings.register_profile("counterpoint", deadline=None)
settings.load_profile("counterpoint")
