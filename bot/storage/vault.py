"""Secrets at rest: found by HMAC, kept by AES-GCM, unreadable without the key kept elsewhere."""

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_LENGTH = 12


class Vault:
    """Seal secrets, and find Telegram ids. Two independent keys come from one secret by HKDF (RFC 5869)."""

    def __init__(self, secret: str) -> None:
        self._look_up = _derive(secret, b"foursteps chat look-up")
        self._cipher = AESGCM(_derive(secret, b"foursteps chat seal"))

    def key(self, chat_id: int) -> bytes:
        """Return what a chat is found by (32 bytes)."""
        return hmac.digest(self._look_up, str(chat_id).encode(), hashlib.sha256)

    def seal(self, chat_id: int) -> bytes:
        """Encrypt an id; twice the same id gives two different results."""
        nonce = os.urandom(_NONCE_LENGTH)
        return nonce + self._cipher.encrypt(nonce, str(chat_id).encode(), None)

    def seal_text(self, text: str, *, what: str) -> bytes:
        """Encrypt a few words; they open only as `what` they were sealed as."""
        nonce = os.urandom(_NONCE_LENGTH)
        return nonce + self._cipher.encrypt(nonce, text.encode(), what.encode())

    def open_text(self, sealed: bytes, *, what: str) -> str:
        """Decrypt words; raise `cryptography.exceptions.InvalidTag` under a wrong key or name."""
        return self._cipher.decrypt(sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:], what.encode()).decode()

    def open(self, sealed: bytes) -> int:
        """Decrypt an id; raise `cryptography.exceptions.InvalidTag` under a wrong key."""
        return int(self._cipher.decrypt(sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:], None))

    def reseal(self, sealed: bytes, new: "Vault", *, what: str | None) -> bytes:
        """Encrypt by a new key what this one opens; `what` is what it was sealed as, None for an id."""
        if what is None:
            return new.seal(self.open(sealed))
        return new.seal_text(self.open_text(sealed, what=what), what=what)


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
