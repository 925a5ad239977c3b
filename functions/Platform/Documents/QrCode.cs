using QRCoder;

namespace Accounts.Platform.Documents;

/// <summary>A QR code as dark and light squares. It is drawn as shapes, not embedded as a picture.</summary>
public sealed class QrCode
{
    // The blank margin that QRCoder adds on each side. It is skipped, because layouts have their own margins.
    private const int QuietZone = 4;

    private readonly QRCodeData _data;

    private QrCode(QRCodeData data) => _data = data;

    /// <summary>The number of squares on each side.</summary>
    public int Size => _data.ModuleMatrix.Count - 2 * QuietZone;

    /// <summary>Whether a square is dark, counted from the upper left corner.</summary>
    public bool IsDark(int x, int y) => _data.ModuleMatrix[y + QuietZone][x + QuietZone];

    /// <summary>Encodes a text as UTF-8, error correction M (15 %).</summary>
    internal static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        return new QrCode(generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true));
    }

    /// <summary>The dark squares; adjacent squares of a row are one rectangle.</summary>
    internal IEnumerable<PlacedBox> Place(double left, double top, double side)
    {
        var module = side / Size;
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var start = x;
                while (x < Size && IsDark(x, y))
                    x++;
                if (x > start)
                    yield return new PlacedBox(left + start * module, top + y * module, (x - start) * module, module);
            }
        }
    }
}
