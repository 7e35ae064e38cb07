"""The keys file: the store's data key, wrapped by a passphrase and by a recovery code, or lying open on this device.

The data key is 32 random bytes and never changes with the passphrase: a new passphrase wraps it anew. Wrapping is
AES-256-GCM with the method's numbers as associated data; the passphrase goes through Argon2id (RFC 9106, its second
recommended setting: 64 MiB, 3 passes, 4 lanes) or, where the system has none, scrypt (RFC 7914, n = 2^16, r = 8); the
recovery code, random itself, through HKDF-SHA256 (RFC 5869).
"""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from typing import Any, NamedTuple

from planner.store.recovery_code import read_recovery_code

KEY_BYTES, SALT_BYTES, NONCE_BYTES, TAG_BYTES = 32, 16, 12, 16
VERSION = 1
_MOST = {"memory_kib": 1 << 19, "passes": 64, "lanes": 64, "n": 1 << 17, "r": 8, "p": 16}
"""What a keys file may ask for: one that was tampered with must not take all the memory, or all day."""
_METHODS = {"argon2id": ("memory_kib", "passes", "lanes"), "scrypt": ("n", "r", "p"), "hkdf-sha256": ()}
_FOR_PASSPHRASE, _FOR_CODE = ("argon2id", "scrypt"), ("hkdf-sha256",)


class Effort(NamedTuple):
    """How hard a guess is made: Argon2id's memory in KiB, passes, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


USUAL_EFFORT = Effort()


class Damaged(Exception):
    """These bytes are no keys file, or not a whole one."""


class Keys(NamedTuple):
    """What a keys file holds: ``device``, the key itself, or the two wraps of it."""

    device: bytes | None
    passphrase: dict[str, Any] | None
    recovery: dict[str, Any] | None

    @property
    def needs_passphrase(self) -> bool:
        """Whether the key is wrapped."""
        return self.device is None


def new_data_key() -> bytes:
    """Return a fresh data key."""
    return secrets.token_bytes(KEY_BYTES)


def device_keys(key: bytes) -> Keys:
    """Return keys that lie open on this device."""
    return Keys(key, None, None)


def wrapped_keys(key: bytes, passphrase: str, code: str, effort: Effort | None = None) -> Keys:
    """Return keys that a passphrase or a recovery code opens."""
    return Keys(None, wrap_with_passphrase(key, passphrase, effort), wrap_with_code(key, code))


def wrap_with_passphrase(key: bytes, passphrase: str, effort: Effort | None = None) -> dict[str, Any]:
    """Return the data key, wrapped by a passphrase."""
    method: dict[str, Any] = {"kdf": "argon2id", "salt": secrets.token_hex(SALT_BYTES)}
    method |= (effort or USUAL_EFFORT)._asdict()
    if not _has_argon2():
        method = {"kdf": "scrypt", "salt": method["salt"], "n": 1 << 16, "r": 8, "p": 1}
    return _wrap(key, _from_passphrase(passphrase, method), method)


def wrap_with_code(key: bytes, code: str) -> dict[str, Any]:
    """Return the data key, wrapped by a recovery code."""
    method = {"kdf": "hkdf-sha256", "salt": secrets.token_hex(SALT_BYTES)}
    return _wrap(key, _from_code(code, method), method)


def open_with_passphrase(keys: Keys, passphrase: str) -> bytes | None:
    """Return the data key, or None where the passphrase is not the one."""
    return None if keys.passphrase is None else _unwrap(keys.passphrase, _from_passphrase(passphrase, keys.passphrase))


def open_with_code(keys: Keys, code: str) -> bytes | None:
    """Return the data key, or None where the code is another's; raises ``StoreError`` where it cannot be a code."""
    return None if keys.recovery is None else _unwrap(keys.recovery, _from_code(code, keys.recovery))


def write_keys(keys: Keys) -> bytes:
    """Return the bytes of a keys file, with a checksum."""
    body = {
        "version": VERSION,
        "device": keys.device.hex() if keys.device else None,
        "passphrase": keys.passphrase,
        "code": keys.recovery,
    }
    return json.dumps({**body, "check": _check(body)}, indent=1).encode()


def read_keys(content: bytes) -> Keys:
    """Return the keys in ``content``; raises ``Damaged`` where any of it is not as it was written."""
    try:
        body = json.loads(content)
        said = body.pop("check")
        if said != _check(body) or body["version"] != VERSION:
            raise Damaged
        device = None if body["device"] is None else bytes.fromhex(body["device"])
        keys = Keys(device, body["passphrase"], body["code"])
        if write_keys(keys) != content or not _is_in_order(keys):
            raise Damaged
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged from None
    return keys


def derived_key(key: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Return a key for one purpose, made from the data key."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, f"ashore {purpose}".encode()).derive(key)


def _check(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]


def _has_argon2() -> bool:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id(salt=bytes(SALT_BYTES), length=KEY_BYTES, iterations=1, lanes=1, memory_cost=8)
    except UnsupportedAlgorithm:
        return False
    return True


def _is_in_order(keys: Keys) -> bool:
    if keys.device is not None:
        return len(keys.device) == KEY_BYTES and keys.passphrase is None and keys.recovery is None
    return _is_wrap(keys.passphrase, _FOR_PASSPHRASE) and _is_wrap(keys.recovery, _FOR_CODE)


def _is_wrap(wrap: dict[str, Any] | None, methods: tuple[str, ...]) -> bool:
    """Return whether a wrap, which may come from anybody, can be handed to the ciphers."""
    if not isinstance(wrap, dict) or wrap.get("kdf") not in methods:
        return False
    numbers = _METHODS[wrap["kdf"]]
    if set(wrap) != {"kdf", "salt", "nonce", "key", *numbers}:
        return False
    sizes = {"salt": SALT_BYTES, "nonce": NONCE_BYTES, "key": KEY_BYTES + TAG_BYTES}
    return all(len(bytes.fromhex(wrap[name])) == size for name, size in sizes.items()) and all(
        type(wrap[name]) is int and 1 <= wrap[name] <= _MOST[name] for name in numbers
    )


def _from_passphrase(passphrase: str, method: dict[str, Any]) -> bytes:
    # A passphrase from the environment may hold bytes that are no text: they count as they are.
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    salt = bytes.fromhex(method["salt"])
    try:
        if method["kdf"] == "scrypt":
            return hashlib.scrypt(
                secret, salt=salt, n=method["n"], r=method["r"], p=method["p"], dklen=KEY_BYTES, maxmem=1 << 28
            )
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        memory, passes, lanes = method["memory_kib"], method["passes"], method["lanes"]
        return Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory).derive(secret)
    except ValueError:  # numbers that no cipher takes
        raise Damaged from None


def _from_code(code: str, method: dict[str, Any]) -> bytes:
    return derived_key(read_recovery_code(code), "recovery code", bytes.fromhex(method["salt"]))


def _wrap(key: bytes, wrapping: bytes, method: dict[str, Any]) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return {**method, "nonce": nonce.hex(), "key": AESGCM(wrapping).encrypt(nonce, key, _said(method)).hex()}


def _unwrap(wrap: dict[str, Any], wrapping: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    method = {name: value for name, value in wrap.items() if name not in ("nonce", "key")}
    try:
        return AESGCM(wrapping).decrypt(bytes.fromhex(wrap["nonce"]), bytes.fromhex(wrap["key"]), _said(method))
    except InvalidTag:
        return None


def _said(method: dict[str, Any]) -> bytes:
    return json.dumps(method, sort_keys=True).encode()
