"""What the file says about itself (XMP): title, author, day, and which standards it keeps to.

PDF/A-3a and PDF/UA-1 are named here because checkers found them kept: see docs/pdf.md. The names of PDF/UA are
foreign to PDF/A and so are described with their schema. Source: ISO 19005-3, 6.6; ISO 14289-1, 5.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_AIIM: Final = "http://www.aiim.org"
_PACKET: Final = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="{_RDF}">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="{_AIIM}/pdfa/ns/id/" xmlns:pdfuaid="{_AIIM}/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%(title)s</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%(subject)s</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>%(author)s</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>%(language)s</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>%(author)s</xmp:CreatorTool>
%(dates)s<pdf:Producer>%(producer)s</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="{_AIIM}/pdfa/ns/extension/"
 xmlns:pdfaSchema="{_AIIM}/pdfa/ns/schema#" xmlns:pdfaProperty="{_AIIM}/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_AIIM}/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_DATES: Final = "<xmp:CreateDate>{0}</xmp:CreateDate>\n<xmp:ModifyDate>{0}</xmp:ModifyDate>\n"


def packet(title: str, subject: str, author: str, producer: str, language: str, day: date | None) -> bytes:
    """Return the XMP packet in UTF-8; without a day it names none."""
    words = {"title": title, "subject": subject, "author": author, "producer": producer, "language": language}
    dates = _DATES.format(f"{day.isoformat()}T00:00:00Z") if day else ""
    return (_PACKET % {**{name: escape(text, quote=False) for name, text in words.items()}, "dates": dates}).encode()


def pdf_date(day: date) -> str:
    """Return a day as PDF writes it, midnight in universal time: no clock is read."""
    return f"D:{day:%Y%m%d}000000Z"
