using System.Globalization;
using System.Text;

namespace Accounts.Platform.Documents;

/// <summary>
/// The metadata of a PDF file (XMP). PDFsharp writes random ids into it and does not escape <c>&amp;</c> in names, so the
/// packet is overwritten in place and padded with spaces. Title and author are in the document information.
/// </summary>
internal static class XmpPacket
{
    private static readonly byte[] Start = "<?xpacket begin="u8.ToArray();
    private static readonly byte[] End = "<?xpacket end=\"w\"?>"u8.ToArray();

    public static void Rewrite(byte[] file, DateTimeOffset at)
    {
        var start = file.AsSpan().LastIndexOf(Start);
        var packet = file.AsSpan(start, file.AsSpan(start).IndexOf(End));
        packet.Fill((byte)' ');
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <xmp:CreateDate>{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}</xmp:CreateDate>
            <xmp:ModifyDate>{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}</xmp:ModifyDate>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            """), packet);
    }
}
