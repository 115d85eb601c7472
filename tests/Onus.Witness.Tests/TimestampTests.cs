using System.Security.Cryptography.X509Certificates;
using Onus.Log.Notes;
using Onus.Log.Tests.Fuzz;
using Onus.Log.Tests.Notes;
using Onus.Witness.Protocol;
using Onus.Witness.Timestamps;

namespace Onus.Witness.Tests;

public sealed class TimestampTests : IDisposable
{
    private static readonly Checkpoint Example = new(TestKeys.Origin, 8_192, TestKeys.Root(1));

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_token_over_a_checkpoint_verifies_here_and_with_openssl()
    {
        using var authority = Authority();
        var token = await new TimestampClient(_http, authority.Address).StampAsync(Example, Stop);
        var verification = token.Verify(Example, authority.Trusted);
        Assert.Equal(TimestampVerdict.Verified, verification.Outcome);
        Assert.Equal("CN=Test Time-stamping", verification.Authority);
        Assert.Equal(TimeSpan.FromSeconds(1), verification.Accuracy);
        Assert.True(authority.Accepts(token.Encoded, Example.ToText()));
        Assert.False(authority.Accepts(token.Encoded, (Example with { Size = 8_193 }).ToText()));
    }

    [Fact]
    public async Task Another_checkpoint_and_another_authority_are_refused()
    {
        using var authority = Authority();
        using var other = Authority();
        var token = await new TimestampClient(_http, authority.Address).StampAsync(Example, Stop);
        Assert.Equal(TimestampVerdict.NotGenuine, token.Verify(Example with { Size = 8_193 }, authority.Trusted).Outcome);
        Assert.Equal(TimestampVerdict.NotGenuine, token.Verify(Example with { Root = TestKeys.Root(2) }, authority.Trusted).Outcome);
        Assert.Equal(TimestampVerdict.UntrustedAuthority, token.Verify(Example, other.Trusted).Outcome);
        Assert.Equal(TimestampVerdict.UntrustedAuthority, token.Verify(Example, new X509Certificate2Collection()).Outcome);
    }

    [Fact]
    public async Task A_certificate_that_is_out_of_date_or_for_another_purpose_gives_no_token()
    {
        using var expired = Authority(DateTimeOffset.UtcNow.AddDays(-1));
        await Assert.ThrowsAsync<HttpRequestException>(() => new TimestampClient(_http, expired.Address).StampAsync(Example, Stop));
        using var mailer = Authority(usage: "1.3.6.1.5.5.7.3.4");
        await Assert.ThrowsAsync<HttpRequestException>(() => new TimestampClient(_http, mailer.Address).StampAsync(Example, Stop));
    }

    [Fact]
    public async Task A_reply_that_is_played_back_is_refused()
    {
        using var authority = Authority();
        var client = new TimestampClient(_http, authority.Address);
        await client.StampAsync(Example, Stop);
        authority.PlayedBack = authority.LastReply;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.StampAsync(Example, Stop));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "no token")]
    [InlineData(500, "")]
    [InlineData(404, "no such page")]
    public async Task An_authority_that_answers_anything_else_is_an_error_with_its_address(int status, string text)
    {
        using var server = new LocalServer((_, _, _) => WitnessAnswer.Text(status, text));
        await Assert.ThrowsAsync<HttpRequestException>(() => new TimestampClient(_http, server.Address).StampAsync(Example, Stop));
    }

    [Fact]
    public async Task Tokens_are_kept_one_for_each_size()
    {
        using var authority = Authority();
        var directory = Directory.CreateTempSubdirectory("onus-tokens-").FullName;
        try
        {
            var store = new TimestampStore(directory);
            var token = await new TimestampClient(_http, authority.Address).StampAsync(Example, Stop);
            store.Keep(Example, token);
            store.Keep(Example with { Size = 9 }, token);
            store.Keep(Example, new TimestampToken(new byte[] { 1 }));
            Assert.Equal([9ul, 8_192ul], new TimestampStore(directory).Sizes());
            Assert.True(store.Find(8_192)!.Verify(Example, authority.Trusted).IsVerified);
            Assert.Null(store.Find(10));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task No_damaged_token_is_believed_or_stops_the_reader()
    {
        using var authority = Authority();
        var token = await new TimestampClient(_http, authority.Address).StampAsync(Example, Stop);
        var time = token.Verify(Example, authority.Trusted).Time;
        Assert.Equal(TimestampVerdict.Malformed, new TimestampToken(Array.Empty<byte>()).Verify(Example, authority.Trusted).Outcome);
        ByteMutations.Of([token.Encoded.ToArray()], 300, bytes =>
        {
            var verification = new TimestampToken(bytes).Verify(Example, authority.Trusted);
            if (verification.IsVerified) Assert.Equal(time, verification.Time);
        });
    }

    private static OpensslAuthority Authority(DateTimeOffset? notAfter = null, string usage = "1.3.6.1.5.5.7.3.8")
    {
        if (OpensslAuthority.Absent is { } reason) Assert.Skip(reason);
        return new OpensslAuthority(notAfter ?? DateTimeOffset.UtcNow.AddYears(1), usage);
    }
}
