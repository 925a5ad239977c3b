using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Extranet;

public sealed class AttachmentTests
{
    private static readonly byte[] Pdf = "%PDF-1.7\n…"u8.ToArray();

    [InProcessFact]
    public async Task It_is_served_byte_for_byte_to_be_saved()
    {
        await using var area = await Area.OpenAsync();
        var report = await area.WriteAsync();
        var attached = await area.AttachAsync(report, Pdf, "application/pdf", "Messprotokoll Süd.pdf", "one");
        var again = await area.AttachAsync(report, Pdf, "application/pdf", "Messprotokoll Süd.pdf", "one");

        Assert.Equal((201, 201), (attached.Status, again.Status));
        Assert.Equal(422, (await area.AttachAsync(report, "a;b"u8.ToArray(), "text/csv", "a.csv", "one")).Status);
        var shown = Assert.Single((await area.Owner.GetAsync(report)).Json["report"]!["attachments"]!.AsArray())!;
        Assert.Equal(
            ("Messprotokoll Süd.pdf", attached.Headers.Location!.OriginalString),
            (shown["name"]!.GetValue<string>(), shown["links"]!["self"]!.GetValue<string>()));
        using var request = new HttpRequestMessage(HttpMethod.Get, attached.Headers.Location);
        request.Headers.Authorization = new("Bearer", area.Owner.Token);
        using var response = await area.App.Http.SendAsync(request);
        Assert.Equal(Pdf, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            ("attachment", "Messprotokoll Süd.pdf"),
            (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [InProcessFact]
    public async Task What_a_browser_might_run_and_what_is_not_what_it_says_is_refused_and_not_stored()
    {
        await using var area = await Area.OpenAsync();
        var report = await area.WriteAsync();
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray();
        var before = area.App.Dump();

        (byte[] File, string Type, string Name, int Status)[] refused =
        [
            (svg, "image/svg+xml", "a.svg", 415), ("<html>"u8.ToArray(), "text/html", "a.html", 415), (svg, "image/png", "a.png", 422),
            (svg, "text/plain", "a.txt", 422), ("\uFEFF  <html>"u8.ToArray(), "text/csv", "a.csv", 422), (Pdf, "image/jpeg", "a.jpg", 422),
            ("MZ\0"u8.ToArray(), "text/plain", "a.txt", 422),
            (Pdf, "application/pdf", "a.html", 422),
            (Pdf, "application/pdf", "../a.pdf", 422),
            (Office("xl/workbook.xml", "xl/vbaProject.bin"), Xlsx, "a.xlsx", 422), (Office("word/document.xml"), Xlsx, "a.xlsx", 422),
            ("PK\x03\x04"u8.ToArray(), Xlsx, "a.xlsx", 422), ([], "application/pdf", "a.pdf", 422),
        ];
        foreach (var (file, type, name, status) in refused)
            Assert.True((await area.AttachAsync(report, file, type, name)).Status == status, $"{type} {name}");
        var large = new byte[(10 * 1024 * 1024) + 1];
        Pdf.CopyTo(large, 0);
        Assert.Equal(413, (await area.AttachAsync(report, large, "application/pdf", "a.pdf")).Status);
        Assert.Equal(before, area.App.Dump());

        Assert.Equal(201, (await area.AttachAsync(report, Office("xl/workbook.xml"), Xlsx, "a.xlsx")).Status);
        Assert.Equal(201, (await area.AttachAsync(report, "Tag;Stunden\n1;2"u8.ToArray(), "text/csv", null)).Status);
    }

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static byte[] Office(params string[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var entry in entries.Prepend("[Content_Types].xml"))
                archive.CreateEntry(entry);
        }

        return file.ToArray();
    }
}
