using System.Globalization;
using System.Text;

namespace Accounts.Platform.Documents;

/// <summary>
/// The metadata of a PDF file (XMP). PDFsharp writes random ids into it, and names without escaping their <c>&amp;</c>. A
/// packet is made to be rewritten in place: same length, the rest blanks. Title and author stand in the document information.
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
