"""What a file is is told by what is in it, not by what it is called."""

import pytest

from planner.evidence.media import UNKNOWN, ending_of, is_as_called, is_sound, media_type

FTYP = b"\0\0\0\x18ftyp"


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"GIF89a..", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (FTYP + b"heic\0\0\0\0", "image/heic"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"ID3\x04\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\0", "audio/mpeg"),
        (b"\xff\xf1\x50\x80\0", "audio/aac"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"OggS\0\x02", "audio/ogg"),
        (b"#!AMR\n", "audio/amr"),
        (b"\x02#!SILK_V3", "audio/silk"),
        (FTYP + b"M4A \0", "audio/mp4"),
        (FTYP + b"isom\0", "video/mp4"),
        (FTYP + b"3gp4\0", "video/3gpp"),
        (FTYP + b"qt  \0", "video/quicktime"),
        (b"PK\x03\x04\x14\0", "application/zip"),
        (b"Subject: pay\r\n\r\nToday.", "text/plain"),
        ("今天必须还。\n".encode(), "text/plain"),
        ("今天必须还。\n".encode("gb18030"), "text/plain"),
        ("\ufeffa,b\n".encode(), "text/plain"),
        (("好" * 3000).encode()[:4096], "text/plain"),
        (b"", UNKNOWN),
        (b"\0\x01\x02", UNKNOWN),
        (b"\xff\xfe\xfd", UNKNOWN),
        (b"abc\x07", UNKNOWN),
    ],
)
def test_the_kind_is_told_by_the_first_bytes(head, media):
    assert media_type(head) == media


@pytest.mark.parametrize(
    ("name", "media", "as_called"),
    [
        ("photo.jpg", "image/jpeg", True),
        ("PHOTO.JPEG", "image/jpeg", True),
        ("photo.jpg", "text/plain", False),
        ("photo.jpg", "image/png", False),
        ("scan.pdf", "application/zip", False),
        ("call.m4a", "video/mp4", True),
        ("call.mp3", UNKNOWN, False),
        ("letter.docx", "application/zip", True),
        ("letter", "image/jpeg", True),
        ("notes.txt", "image/jpeg", True),
        ("x.unheard-of", UNKNOWN, True),
    ],
)
def test_a_photo_that_is_none_is_said_to_be_none(name, media, as_called):
    assert is_as_called(name, media) is as_called


def test_a_copy_ends_as_its_content_says():
    assert (ending_of("image/jpeg"), ending_of("text/plain"), ending_of(UNKNOWN)) == ("jpg", "txt", "bin")
    assert [is_sound(media) for media in ("audio/amr", "video/mp4", "image/png")] == [True, True, False]
