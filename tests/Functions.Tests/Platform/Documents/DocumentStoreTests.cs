using System.Security.Cryptography;
using System.Text;
using Accounts.Emulator.Blobs;
using Accounts.Emulator.Tables;
using Accounts.Platform.Documents;
using Azure;
using Azure.Storage.Blobs;

namespace Accounts.Tests.Platform.Documents;

public sealed class DocumentStoreTests : IDisposable
{
    private const string Name = "order-confirmations/1234567-1-a.pdf";

    private static readonly DateOnly Until = new(2034, 12, 31);

    private readonly TempFolder _folder = new();
    private StorageFaults _faults = new();
    private EmbeddedBlobs _blobs;

    public DocumentStoreTests()
    {
        _blobs = Open();
        Container.Create();
    }

    private BlobContainerClient Container => new(
        $"{EmbeddedTables.ConnectionString};{EmbeddedBlobs.Endpoint}", "documents", new BlobClientOptions { Transport = _blobs.Transport });

    private DocumentStore Store => new(Container);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_stored_is_known_by_its_hash_and_read_byte_for_byte()
    {
        var content = RandomNumberGenerator.GetBytes(100_000);

        var document = await Store.PutOnceAsync(Name, content, "application/pdf", Until, default);

        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.Equal(new StoredDocument(Name, "application/pdf", content.Length, hash, Until), document);
        Assert.Equal(content, (await Store.ReadAsync(document, default)).ToArray());
    }

    [Fact]
    public async Task Stored_again_the_first_one_counts_whatever_comes_later()
    {
        var first = await PutAsync("first");

        Assert.Equal(first, await PutAsync("first"));
        Assert.Equal(first, await Store.PutOnceAsync(Name, "a newer template"u8.ToArray(), "text/plain", Until.AddYears(2), default));

        Assert.Equal("first", Encoding.UTF8.GetString((await Store.ReadAsync(first, default)).Span));
    }

    [Fact]
    public async Task Of_many_at_once_all_get_the_first_one()
    {
        var documents = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => PutAsync($"text {i}"))));

        var one = Assert.Single(documents.Distinct());
        await Store.ReadAsync(one, default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_crash_at_the_write_it_is_stored_again_or_found(bool before)
    {
        if (before)
            _faults.DieBefore(1);
        else
            _faults.DieAfter(1);
        await Assert.ThrowsAsync<StoreIsDeadException>(() => PutAsync("before the crash"));
        _faults = new StorageFaults();
        _blobs = Open();

        var document = await PutAsync("after the crash");

        var read = Encoding.UTF8.GetString((await Store.ReadAsync(document, default)).Span);
        Assert.Equal(before ? "after the crash" : "before the crash", read);
    }

    [Theory]
    [InlineData("another")] // as long as the first
    [InlineData("more than there was")]
    [InlineData("")]
    public async Task What_was_changed_is_not_given_to_anybody(string changed)
    {
        var document = await PutAsync("content");
        _blobs.Falsify("documents", Name, Encoding.UTF8.GetBytes(changed));

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Store.ReadAsync(document, default));

        Assert.Contains(Name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_a_failure_of_the_storage()
    {
        var other = await PutAsync("content") with { Name = "other.pdf" };
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => Store.ReadAsync(other, default))).Status);
    }

    [Fact]
    public async Task The_largest_document_is_stored_and_none_beyond()
    {
        var document = await Store.PutOnceAsync(Name, new byte[DocumentStore.MaxBytes], "application/pdf", Until, default);
        Assert.Equal(DocumentStore.MaxBytes, (await Store.ReadAsync(document, default)).Length);
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.PutOnceAsync("x.pdf", new byte[DocumentStore.MaxBytes + 1], "application/pdf", Until, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a.pdf")]
    [InlineData("a//b.pdf")]
    [InlineData("../a.pdf")]
    [InlineData("hanna@palmer.example")]
    [InlineData("Müller.pdf")]
    public async Task A_name_is_ids_and_numbers(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutOnceAsync(name, new byte[1], "application/pdf", Until, default));

    private Task<StoredDocument> PutAsync(string text) =>
        Store.PutOnceAsync(Name, Encoding.UTF8.GetBytes(text), "application/pdf", Until, default);

    private EmbeddedBlobs Open() => new(_folder.Path, new StorageOperations(), _faults);
}
