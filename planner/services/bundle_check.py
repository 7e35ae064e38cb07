"""Checking a bundle that came from anywhere; no store is opened."""

from __future__ import annotations

from planner.evidence.verify import Verdict, verify_bundle

__all__ = ["Verdict", "verify_bundle"]
