using Accounts.Platform.Documents;
using ZXing;
using ZXing.Common;

namespace Accounts.Tests.Platform.Documents;

/// <summary>Reads QR codes with another library than the one that makes them.</summary>
internal static class Codes
{
    /// <summary>The text of a code.</summary>
    public static string Read(QrCode code) => Decode(code.Size, code.IsDark);

    /// <summary>The text that a reader gets from the middle of each square. A box drawn later covers the ones below.</summary>
    public static string Seen(IReadOnlyList<PlacedBox> boxes, int size, double side)
    {
        var code = boxes.Where(box => box.Shade != Shade.Light).ToList();
        var (left, top, module) = (code.Min(box => box.X), code.Min(box => box.Y), side / size);
        return Decode(
            size, (x, y) => code.FindLast(box => IsIn(box, left + (x + 0.5) * module, top + (y + 0.5) * module))?.Shade == Shade.Black);
    }

    private static bool IsIn(PlacedBox box, double x, double y) =>
        box.X <= x && x <= box.X + box.Width && box.Y <= y && y <= box.Y + box.Height;

    private static string Decode(int size, Func<int, int, bool> isDark)
    {
        var matrix = new BitMatrix(size);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
                matrix[x, y] = isDark(x, y);
        }

        var hints = new Dictionary<DecodeHintType, object> { [DecodeHintType.CHARACTER_SET] = "UTF-8" };
        return new ZXing.QrCode.Internal.Decoder().decode(matrix, hints)!.Text;
    }
}
