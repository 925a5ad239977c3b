using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Emulator;
using Accounts.Emulator.Email;
using Accounts.Tests.Worker;
using Azure;
using Azure.Communication.Email;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Email;

public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);

    private EmulatorHost _host = null!;
    private EmailClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await WorkerApp.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(Now) });
        _client = new EmailClient(
            Outbox.ConnectionString, new EmailClientOptions { Transport = _host.Emulator.GetRequiredService<HttpPipelineTransport>() });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_mail_comes_out_as_it_went_in()
    {
        var id = Guid.NewGuid();
        const string Subject = "Grüße aus Köln: Ihre Einladung läuft in 3 Tagen ab, und dieser Betreff ist länger als eine Zeile 🙂";
        var longLine = new string('ß', 2000);
        var bytes = Enumerable.Range(0, 3000).Select(n => (byte)n).ToArray();
        var message = new EmailMessage(
            "noreply@example.org",
            new EmailRecipients(
                [new EmailAddress("jörg@exämple.org", "Müller, \"Jörg\" <x>"), new EmailAddress("b@example.org", "Plain, Name")],
                [new EmailAddress("c@example.org")],
                [new EmailAddress("d@example.org")]),
            new EmailContent(Subject) { PlainText = "Hallo Jörg,\nzwei Zeilen.\n", Html = $"<p>Hällo</p>{longLine}" })
        {
            Attachments = { new EmailAttachment("Auftragsbestätigung 1.pdf", "application/pdf", BinaryData.FromBytes(bytes)) },
            ReplyTo = { new EmailAddress("service@example.org", "Service") },
            Headers = { ["X-Campaign"] = "none" },
        };

        await _client.SendAsync(WaitUntil.Started, message, id);

        using var http = new HttpClient { BaseAddress = _host.BaseAddress };
        var mail = await http.GetFromJsonAsync<JsonElement>($"dev/mails/{id}");
        Assert.Equal(Subject, mail.GetProperty("subject").GetString());
        Assert.Equal("Hallo Jörg,\nzwei Zeilen.\n", mail.GetProperty("text").GetString());
        Assert.Equal($"<p>Hällo</p>{longLine}", mail.GetProperty("html").GetString());
        // The domain as it is sent.
        Assert.Equal(["jörg@xn--exmple-cua.org", "b@example.org"], Strings(mail, "to"));
        Assert.Equal(["c@example.org"], Strings(mail, "cc"));
        Assert.Equal(["d@example.org"], Strings(mail, "bcc"));
        Assert.Equal(["service@example.org"], Strings(mail, "replyTo"));
        Assert.Equal(id.ToString(), mail.GetProperty("operationId").GetString());
        Assert.Equal(Now, mail.GetProperty("sentAt").GetDateTimeOffset());
        var attachment = Assert.Single(mail.GetProperty("attachments").EnumerateArray());
        Assert.Equal("Auftragsbestätigung 1.pdf", attachment.GetProperty("name").GetString());
        Assert.Equal(bytes.Length, attachment.GetProperty("size").GetInt32());

        using var file = await http.GetAsync($"dev/mails/{id}/attachments/Auftragsbest%C3%A4tigung%201.pdf");
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes, await file.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_file_is_a_message_with_short_ascii_header_lines()
    {
        var id = Guid.NewGuid();
        await _client.SendAsync(WaitUntil.Started, Mail("a@example.org", string.Join(' ', Enumerable.Repeat("Grüße aus Köln 🙂", 30))), id);

        var lines = (await File.ReadAllTextAsync(Path.Combine(_host.DataFolder, "outbox", $"{id}.eml"))).Split("\r\n");
        var headers = lines.TakeWhile(line => line.Length > 0).ToArray();

        Assert.All(headers, line => Assert.True(line.Length <= 78 + "Subject: ".Length && line.All(char.IsAscii), line));
        Assert.Contains("Date: Sun, 29 Mar 2026 01:30:00 +0000", headers);
    }

    [Fact]
    public async Task A_text_cannot_add_a_header()
    {
        var id = Guid.NewGuid();
        await _client.SendAsync(WaitUntil.Started, Mail("a@example.org", "Hi\r\nBcc: eve@example.org"), id);

        using var http = new HttpClient { BaseAddress = _host.BaseAddress };
        var mail = await http.GetFromJsonAsync<JsonElement>($"dev/mails/{id}");
        Assert.Empty(Strings(mail, "bcc"));
        Assert.Equal("Hi Bcc: eve@example.org", mail.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task One_operation_id_makes_one_mail_however_many_send_at_once()
    {
        var id = Guid.NewGuid();
        var operations = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => Task.Run(() => _client.SendAsync(WaitUntil.Completed, Mail("a@example.org", "once"), id))));

        Assert.All(
            operations, operation => Assert.Equal((id.ToString(), EmailSendStatus.Succeeded), (operation.Id, operation.Value.Status)));
        Assert.Single(Directory.GetFiles(Path.Combine(_host.DataFolder, "outbox")));
    }

    [Fact]
    public async Task Mails_are_listed_newest_first_and_by_receiver()
    {
        foreach (var (to, subject) in new[] { ("a@example.org", "1"), ("b@example.org", "2"), ("A@example.org", "3") })
            await _client.SendAsync(WaitUntil.Started, Mail(to, subject));

        using var http = new HttpClient { BaseAddress = _host.BaseAddress };
        var all = await http.GetFromJsonAsync<JsonElement[]>("dev/mails");
        var some = await http.GetFromJsonAsync<JsonElement[]>("dev/mails?to=a@example.org");

        Assert.Equal(["3", "2", "1"], all!.Select(mail => mail.GetProperty("subject").GetString()));
        Assert.Equal(["3", "1"], some!.Select(mail => mail.GetProperty("subject").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"dev/mails/{Guid.NewGuid()}")).StatusCode);
    }

    [Theory]
    [InlineData("no mail at all")]
    [InlineData("")]
    [InlineData("From: eva@example.org, b@example.org\nDate: yesterday\nSubject: =?utf-8?B?%%?= Hi\n\nHello\n")]
    [InlineData("Date: \nContent-Type: multipart/mixed\n\n--x\n")]
    [InlineData(
        "Content-Type: multipart/mixed;\n\tboundary=x; y=z\n\n--x\n\nHello\n--x\nContent-Type: a/b\nContent-Disposition: "
            + "inline\nContent-Transfer-Encoding: base64\n\n%\n--x--\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\n\nx")]
    public async Task A_mail_from_elsewhere_breaks_no_list_and_no_page(string message)
    {
        var id = Guid.NewGuid();
        await _client.SendAsync(WaitUntil.Started, Mail("a@example.org", "ours"));
        await File.WriteAllTextAsync(Path.Combine(_host.DataFolder, "outbox", $"{id}.eml"), message);
        await File.WriteAllTextAsync(Path.Combine(_host.DataFolder, "outbox", "saved from a client.eml"), message);

        using var http = new HttpClient { BaseAddress = _host.BaseAddress };
        var all = await http.GetFromJsonAsync<JsonElement[]>("dev/mails");

        Assert.Equal(3, all!.Length);
        Assert.Contains(all, mail => mail.GetProperty("subject").GetString() == "ours");
        foreach (var address in (string[])["/?page=mails", $"/?page=mails&id={id}", $"/dev/mails/{id}"])
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task What_the_service_would_refuse_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(
            WaitUntil.Started, new EmailMessage("a@example.org", new EmailRecipients(to: []), new EmailContent("s") { PlainText = "t" })));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(
            WaitUntil.Started, new EmailMessage("a@example.org", "b@example.org", new EmailContent("s"))));
        EmailMessage[] invalid =
        [
            Mail("a@example.org\r\nX: y", "s"),
            Mail("a@example.org", ""),
            new("nobody", "a@example.org", new EmailContent("s") { PlainText = "t" }),
            new(
                "a@example.org",
                new EmailRecipients(Enumerable.Range(0, 51).Select(n => new EmailAddress($"{n}@example.org"))),
                new EmailContent("s") { PlainText = "t" }),
            new("a@example.org", "b@example.org", new EmailContent("s") { PlainText = "t" }) { Headers = { ["a:b"] = "c" } },
            new(
                "a@example.org",
                "b@example.org",
                new EmailContent("s") { PlainText = "t" }) { Attachments =
                    { new EmailAttachment("a", "none", BinaryData.FromString("")) } },
        ];
        foreach (var message in invalid)
        {
            var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => _client.SendAsync(WaitUntil.Started, message));
            Assert.Equal((400, "BadRequest"), (refusal.Status, refusal.ErrorCode));
        }

        var large = new EmailMessage("a@example.org", "b@example.org", new EmailContent("s") { PlainText = "t" })
        {
            Attachments = { new EmailAttachment("a", "a/b", BinaryData.FromBytes(new byte[8 * 1024 * 1024])) },
        };
        Assert.Equal(413, (await Assert.ThrowsAsync<RequestFailedException>(() => _client.SendAsync(WaitUntil.Started, large))).Status);
        Assert.False(Directory.Exists(Path.Combine(_host.DataFolder, "outbox")));
    }

    [Fact]
    public async Task A_file_within_a_mail_is_known_by_its_content_id()
    {
        var id = Guid.NewGuid();
        var message = new EmailMessage("a@example.org", "b@example.org", new EmailContent("s") { Html = "<img src=cid:logo>" })
        {
            Attachments = { new EmailAttachment("logo.png", "image/png", BinaryData.FromString("x")) { ContentId = "logo" } },
        };
        await _client.SendAsync(WaitUntil.Started, message, id);

        var file = await File.ReadAllTextAsync(Path.Combine(_host.DataFolder, "outbox", $"{id}.eml"));
        Assert.Contains("Content-Id: <logo>", file, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = _host.BaseAddress };
        Assert.Single((await http.GetFromJsonAsync<JsonElement>($"dev/mails/{id}")).GetProperty("attachments").EnumerateArray());
    }

    [Theory]
    [InlineData("refusing", 400, "EmailDropped")]
    [InlineData("overloaded", 429, "TooManyRequests")]
    public async Task The_service_fails_as_it_is_set_to(string behaviour, int status, string code)
    {
        using var http = new HttpClient { BaseAddress = _host.BaseAddress };
        using var set = await http.PutAsJsonAsync(
            "dev/neighbours", new { mail = new Dictionary<string, string> { ["bad@example.org"] = behaviour } });
        set.EnsureSuccessStatusCode();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => _client.SendAsync(WaitUntil.Started, Mail("bad@example.org", "s")));
        Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
        await _client.SendAsync(WaitUntil.Completed, Mail("good@example.org", "s"));
    }

    private static EmailMessage Mail(string to, string subject) =>
        new("noreply@example.org", to, new EmailContent(subject) { PlainText = "text" });

    private static string[] Strings(JsonElement mail, string name) =>
        [.. mail.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}
