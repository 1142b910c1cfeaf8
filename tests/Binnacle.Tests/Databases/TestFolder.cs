namespace Binnacle.Tests.Databases;

/// <summary>Removes a folder in which a file may still be closing.</summary>
public static class TestFolder
{
    private const int Attempts = 20;

    public static async Task RemoveAsync(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < Attempts && Directory.Exists(folder))
            {
                await Task.Delay(50 * attempt);
            }
        }
    }
}
