using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Accounts.Benchmarks;

/// <summary>The app with its emulator, in a separate process.</summary>
internal sealed class RunningApp : IDisposable
{
    private readonly Process _process;

    private RunningApp(Process process, Uri address, TimeSpan start)
    {
        (_process, Start) = (process, start);
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
    }

    /// <summary>Time from the start of the process to the first successful response.</summary>
    public TimeSpan Start { get; }

    public HttpClient Http { get; }

    /// <summary>Memory that the process uses now (its working set), in MiB.</summary>
    public double Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    /// <summary>CPU time of the process since its start, on all cores.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the app, and waits until it answers.</summary>
    /// <param name="folder">The folder of its data. Using the same folder again is a restart.</param>
    /// <param name="port">The port to listen on.</param>
    public static async Task<RunningApp> StartAsync(string folder, int port)
    {
        var watch = Stopwatch.StartNew();
        var command = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Accounts.Emulator.dll"), "--port", $"{port}", "--data", folder])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["Invitations__MaxOpen"] = "10000",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        var process = Process.Start(command)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("Ready on ", StringComparison.Ordinal))
                continue;
            // Its output is not needed from here on, but it must be read, or the pipe fills up.
            _ = process.StandardOutput.ReadToEndAsync();
            var address = new Uri(line["Ready on ".Length..].Trim());
            using (var http = new HttpClient { BaseAddress = address })
                (await http.GetAsync("/api/health")).EnsureSuccessStatusCode();
            return new RunningApp(process, address, watch.Elapsed);
        }

        throw new InvalidOperationException("The app did not start.");
    }

    /// <summary>Gets an access token for a user.</summary>
    public async Task<string> TokenAsync(string email)
    {
        using var response = await Http.PostAsJsonAsync("/dev/token", new { email, name = "Hanna Palmer", expiresIn = 24 * 3600 });
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
    }

    /// <returns>The id of the created resource.</returns>
    public async Task<string> CreateAsync(string path, string token, JsonNode body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)!["id"]!.GetValue<string>() : throw new InvalidOperationException(text);
    }

    /// <summary>Sends a GET request and reads the whole response.</summary>
    public async Task<string> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>The id of the user's only organization.</summary>
    public async Task<string> OrganizationOfAsync(string token) =>
        JsonNode.Parse(await GetAsync("/api/me", token))!["organizations"]![0]!["id"]!.GetValue<string>();

    /// <summary>Accepts the user's first open invitation. Polls <c>/api/me</c> until there is one.</summary>
    public async Task AcceptAsync(string token)
    {
        JsonNode? invitation;
        do
            invitation = JsonNode.Parse(await GetAsync("/api/me", token))!["invitations"]!.AsArray().FirstOrDefault();
        while (invitation is null);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/invitations/{invitation["token"]!.GetValue<string>()}/accept");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until no process has anything to do.</summary>
    public async Task SettleAsync()
    {
        using var response = await Http.PostAsJsonAsync("/dev/clock", new { advance = "PT0S" });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Kills the process without a shutdown, like a power cut.</summary>
    public void Dispose()
    {
        Http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
