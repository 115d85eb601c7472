using System.Text.RegularExpressions;

namespace Onus.Console.Tests.Bench;

/// <summary>Forms of the console, sent as a browser without script would.</summary>
public static partial class Forms
{
    /// <summary>Loads a page and sends a form of it, with the page's token.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, string page, Dictionary<string, string> fields, string? action = null)
    {
        var html = await client.GetStringAsync(page, TestContext.Current.CancellationToken);
        fields["form-token"] = TokenOf(html);
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(action ?? page, content, TestContext.Current.CancellationToken);
    }

    public static string TokenOf(string html) => Token().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
