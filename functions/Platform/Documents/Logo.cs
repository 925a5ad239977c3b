using PdfSharp.Drawing;

namespace Accounts.Platform.Documents;

/// <summary>The provider's logo: a picture of any size.</summary>
internal sealed record Logo(string File, double Width, double Height)
{
    /// <summary>Reads the size of a picture.</summary>
    /// <exception cref="InvalidDataException">The file is not a picture that can be embedded.</exception>
    public static Logo Read(string path)
    {
        // Outside the try: the exception for a missing file is clear already.
        using var file = System.IO.File.OpenRead(path);
        try
        {
            using var image = XImage.FromStream(file);
            return new Logo(path, image.PixelWidth, image.PixelHeight);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            throw new InvalidDataException("This is not a PNG or JPEG file.", broken);
        }
    }

    /// <summary>The largest size that fits, with the same proportions.</summary>
    public (double Width, double Height) FitInto(double width, double height)
    {
        var scale = Math.Min(width / Width, height / Height);
        return (Width * scale, Height * scale);
    }
}
