using System.Net;

namespace Reports
{
    public static class Upload
    {
        public static void Prepare()
        {
            // "make it work again", 2016
            ServicePointManager.SecurityProtocol =
                SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls | SecurityProtocolType.Tls12;
        }
    }
}
