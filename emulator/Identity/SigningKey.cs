using System.Security.Cryptography;
using Accounts.Emulator.Host;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Emulator.Identity;

/// <summary>The issuer's RSA key, kept in the data folder so that tokens outlive a restart.</summary>
/// <param name="data">Where the key is stored.</param>
/// <param name="first">The key for a new folder, in PEM; null: one is generated.</param>
internal sealed class SigningKey(DataFolder data, string? first)
{
    private readonly string _path = Path.Combine(data.FullPath, "identity.pem");
    private readonly Lock _lock = new();
    private RsaSecurityKey? _current;

    public RsaSecurityKey Current
    {
        get
        {
            lock (_lock)
                return _current ??= File.Exists(_path) ? Load(File.ReadAllText(_path)) : Keep(first ?? New());
        }
    }

    /// <summary>Replaces the key; what the old one signed is no longer valid.</summary>
    public void Rotate()
    {
        lock (_lock)
            _current = Keep(New());
    }

    private static string New()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    private RsaSecurityKey Keep(string pem)
    {
        var draft = _path + WholeFile.Draft;
        var readableByOwner = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            readableByOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, readableByOwner))
            writer.Write(pem);
        File.Move(draft, _path, overwrite: true);
        return Load(pem);
    }

    private static RsaSecurityKey Load(string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        // Built from parameters, so that signers can be created and disposed on any thread.
        var key = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true));
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }
}
