"""What a file is by its first bytes, whatever it is called. The file itself is never changed or taken apart."""

from __future__ import annotations

UNKNOWN = "application/octet-stream"
LOOKED_AT = 4096
"""How many of the first bytes are looked at."""

_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"#!SILK_V3", "audio/silk"),
    (b"\x02#!SILK_V3", "audio/silk"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3ga "), "video/3gpp"),
    b"qt  ": "video/quicktime",
}
_ENDINGS = {
    "image/jpeg": "jpg jpeg jpe",
    "image/png": "png",
    "image/gif": "gif",
    "image/tiff": "tif tiff",
    "image/webp": "webp",
    "image/heic": "heic heif",
    "image/avif": "avif",
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg oga opus",
    "audio/flac": "flac",
    "audio/amr": "amr",
    "audio/silk": "silk aud slk",
    "audio/wav": "wav",
    "audio/mp4": "m4a m4b",
    "audio/aac": "aac",
    "video/mp4": "mp4 m4v m4a",
    "video/3gpp": "3gp 3ga",
    "video/quicktime": "mov",
    "video/webm": "webm mkv weba",
    "video/x-msvideo": "avi",
    "application/zip": "zip docx xlsx pptx odt ods apk",
    "application/rtf": "rtf",
    "application/msword": "doc xls ppt msg",
    "text/plain": "txt csv eml xml html htm json md log vcf ics",
}
"""How files of a kind are called; the first is what a copy of ours is called."""
_SPEAKING = ("image/", "audio/", "video/", "application/pdf")
"""Kinds that a name promises: a file called so and of another kind is said to be."""


def media_type(head: bytes) -> str:
    """Return the media type by the first bytes of a file; ``UNKNOWN`` where they say nothing."""
    for start, media in _HEADS:
        if head.startswith(start):
            return media
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 and head[2] & 0xF0 != 0xF0:
        return "audio/mpeg"
    return "text/plain" if _is_text(head) else UNKNOWN


def ending_of(media: str) -> str:
    """Return what a copy of a file of this kind ends in."""
    return _ENDINGS.get(media, "bin").split()[0]


def promised_by(name: str) -> str | None:
    """Return what the name of a file says it is: a picture, a sound, a film, a PDF; None where it says nothing such."""
    end = name.rpartition(".")[2].lower() if "." in name else ""
    for media, ends in _ENDINGS.items():
        if media.startswith(_SPEAKING) and end in ends.split():
            return media
    return None


def is_as_called(name: str, media: str) -> bool:
    """Return whether a file is of a kind that its name allows: a photo that is none is not."""
    promised = promised_by(name)
    if promised is None or promised == media:
        return True
    end = name.rpartition(".")[2].lower()
    return end in _ENDINGS.get(media, "").split()


def is_sound(media: str) -> bool:
    """Return whether a file may hold somebody's voice."""
    return media.startswith(("audio/", "video/"))


def _is_text(head: bytes) -> bool:
    if not head or b"\0" in head:
        return False
    for code in ("utf-8", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            try:
                text = head[: len(head) - cut].decode(code)
            except UnicodeDecodeError:
                if len(head) < LOOKED_AT:
                    break
                continue
            return all(one.isprintable() or one in "\t\r\n\f" for one in text.removeprefix("\ufeff"))
    return False
