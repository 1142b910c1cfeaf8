using System.Globalization;
using System.Text;

namespace Binnacle.Platform.Deliveries.Mail;

/// <summary>
/// An e-mail as it travels (RFC 5322, MIME): text and HTML as alternatives, quoted-printable UTF-8. No value can start a
/// header of its own: control characters never get into one.
/// </summary>
public sealed record Letter(Guid Id, DateTime At, string From, string FromName, string To, string Subject)
{
    public string Text { get; init; } = "";
    public string Html { get; init; } = "";

    /// <summary>Ends what this letter belongs to by one click (RFC 8058); null where there is nothing to end.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>As <c>reminders.binnacle</c>, for filters.</summary>
    public string? ListId { get; init; }

    public string MessageId => $"<{Id:N}@{From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>";

    public string Write()
    {
        var letter = new StringBuilder();
        Add(letter, "Date", At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Add(letter, "Message-ID", MessageId);
        Add(letter, "From", FromName.Length == 0 ? From : $"{HeaderText.Phrase(FromName)} <{From}>");
        Add(letter, "To", To);
        Add(letter, "Subject", HeaderText.Unstructured(Subject));
        if (Unsubscribe is not null)
        {
            Add(letter, "List-Unsubscribe", $"<{Unsubscribe.AbsoluteUri}>");
            Add(letter, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        if (ListId is not null)
            Add(letter, "List-Id", $"<{ListId}>");
        // Nobody's holiday answers it (RFC 3834).
        Add(letter, "Auto-Submitted", "auto-generated");
        Add(letter, "MIME-Version", "1.0");
        if (Html.Length == 0)
        {
            Part(letter, "text/plain", Text);
            return letter.ToString();
        }
        var boundary = $"=_{Id:N}";
        Add(letter, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        letter.Append("\r\n");
        letter.Append("--").Append(boundary).Append("\r\n");
        Part(letter, "text/plain", Text);
        letter.Append("--").Append(boundary).Append("\r\n");
        Part(letter, "text/html", Html);
        letter.Append("--").Append(boundary).Append("--\r\n");
        return letter.ToString();
    }

    private static void Part(StringBuilder letter, string type, string content)
    {
        Add(letter, "Content-Type", $"{type}; charset=utf-8");
        Add(letter, "Content-Transfer-Encoding", "quoted-printable");
        letter.Append("\r\n");
        QuotedPrintable.Append(letter, content);
        letter.Append("\r\n");
    }

    private static void Add(StringBuilder letter, string name, string value)
    {
        // The folds of encoded words are the only line ends that may stand in a value.
        if (value.Replace("\r\n ", "", StringComparison.Ordinal).Any(char.IsControl))
            throw new InvalidOperationException($"{name} would hold a control character.");
        letter.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
