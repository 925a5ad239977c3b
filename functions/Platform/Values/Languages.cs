using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Values;

/// <summary>Chooses the language of mails and documents.</summary>
public static class Languages
{
    /// <summary>The best of what the user's browser asks for; German when it asks for nothing that we have.</summary>
    public static Language Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wished))
            return Language.German;
        return wished
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
            .Select(code => code switch { "de" => Language.German, "en" => (Language?)Language.English, _ => null })
            .FirstOrDefault(language => language is not null) ?? Language.German;
    }
}
