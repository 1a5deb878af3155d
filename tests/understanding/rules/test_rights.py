"""Rights notices, in many languages, and headlines about rights."""

import pytest

from articles.understanding.rules.rights import is_rights_notice
from articles.understanding.rules.short_pages.page_foot import is_foot


@pytest.mark.parametrize(
    "text",
    [
        "© The Fennick Bell",
        "Copyright 2024 The Gazette",
        "Copyright The Fennick Bell",
        "COPYRIGHT: hna",
        "Copyright by The Bell",
        "The Bell ⓒ Harbour News",
        "TOUS DROITS RÉSERVÉS",
        "ΜΕ ΕΠΙΦΥΛΑΞΗ ΠΑΝΤΟΣ ΔΙΚΑΙΩΜΑΤΟΣ",
        "Hak Cipta Dilindungi Undang-Undang",
        "Bản quyền thuộc về Báo Chuông",
        "무단 전재 및 재배포 금지",
        "著作権 2024 港新聞社",
    ],
)
def test_notice_of_rights_ends_a_page(text):
    assert is_rights_notice(text)
    assert is_foot(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor wins copyright case over town song",
        "Copyright row over the harbour bell reaches the council",
        "Copyright Dispute Over the Town Song Goes to Court",
        "Chor verliert Streit um das Copyright der Hymne",
        "Bản quyền bài hát của thị trấn gây tranh cãi",
        "Tuntutan hak cipta lagu kota",
        "著作権法の改正案、港の鐘の音は対象外に",
    ],
)
def test_headline_about_rights_is_no_notice(text):
    assert not is_rights_notice(text)
    assert not is_foot(text)
