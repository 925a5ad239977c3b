using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Platform.Documents.Pdf;

/// <summary>The objects of a PDF file (ISO 32000-1) on their way into it. The same objects always make the same bytes.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> _objects = [];

    /// <summary>Sets a number aside for an object that others refer to before it is there.</summary>
    public int Reserve()
    {
        _objects.Add(null);
        return _objects.Count;
    }

    /// <summary>Adds an object, and gives its number.</summary>
    public int Add(string content) => Fill(Reserve(), Encoding.ASCII.GetBytes(content));

    /// <summary>Adds an object under a number set aside.</summary>
    public void Add(int number, string content) => Fill(number, Encoding.ASCII.GetBytes(content));

    /// <summary>Adds a stream, compressed.</summary>
    public int AddStream(byte[] content, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        byte[] head = Encoding.ASCII.GetBytes($"<< /Length {packed.Length} /Filter /FlateDecode {entries}>>\nstream\n");
        return Fill(Reserve(), [.. head, .. packed.ToArray(), .. "\nendstream"u8]);
    }

    /// <summary>The whole file.</summary>
    /// <param name="catalog">Number of the root object.</param>
    /// <param name="info">Number of the object with title and date.</param>
    public byte[] ToBytes(int catalog, int info)
    {
        using var file = new MemoryStream();
        // The second line tells programs that files like this are binary.
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new List<long>();
        for (var i = 0; i < _objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n")));
            file.Write(_objects[i] ?? throw new InvalidOperationException("An object was set aside and never added."));
            file.Write("\nendobj\n"u8);
        }

        var id = Convert.ToHexString(SHA256.HashData(file.ToArray())[..16]);
        var start = file.Length;
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            table.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {offsets.Count + 1} /Root {catalog} 0 R /Info {info} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(table.ToString()));
        return file.ToArray();
    }

    /// <summary>A text outside of pages, such as the title.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private int Fill(int number, byte[] content)
    {
        _objects[number - 1] = content;
        return number;
    }
}
