"""The recogniser of what collectors say: pure, phrases as data in ``assets/tactics``."""
