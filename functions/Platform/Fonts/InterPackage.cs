using System.Reflection;

namespace Accounts.Platform.Fonts;

/// <summary>Reads the files of the font Inter from the package that contains them.</summary>
internal static class InterPackage
{
    // Avalonia's resource bundle: length of the index, index (version, count; name, offset and size of each file), then all files.
    private const string Bundle = "!AvaloniaResources";

    /// <summary>Reads one font file by its name, such as <c>Inter-Regular</c>.</summary>
    public static byte[] Read(string name)
    {
        using var package = typeof(InterPackage).Assembly.GetManifestResourceStream("Inter")!;
        var bytes = new byte[package.Length];
        package.ReadExactly(bytes);
        // Loaded only for its resources. No code of it runs, so its references need not be available.
        using var bundle = new BinaryReader(Assembly.Load(bytes).GetManifestResourceStream(Bundle)!);
        var start = sizeof(int) + bundle.ReadInt32();
        _ = bundle.ReadInt32();
        for (var count = bundle.ReadInt32(); count > 0; count--)
        {
            var (path, offset, size) = (bundle.ReadString(), bundle.ReadInt32(), bundle.ReadInt32());
            if (path != $"/Assets/{name}.ttf")
                continue;
            bundle.BaseStream.Position = start + offset;
            return bundle.ReadBytes(size);
        }

        throw new InvalidOperationException($"The package has no font {name}.");
    }
}
