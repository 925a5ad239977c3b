using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>An account and its key.</summary>
public class TableSharedKeyCredential
{
    private byte[] _key;

    /// <summary>The account key is base64.</summary>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        AccountName = accountName;
        _key = Convert.FromBase64String(accountKey);
    }

    /// <summary>The account.</summary>
    public string AccountName { get; }

    /// <summary>Takes a new key, for rotation while clients are in use.</summary>
    public void SetAccountKey(string accountKey) => Volatile.Write(ref _key, Convert.FromBase64String(accountKey));

    internal string Sign(string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Volatile.Read(ref _key), Encoding.UTF8.GetBytes(text)));
}
