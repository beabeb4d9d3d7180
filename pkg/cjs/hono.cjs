module.exports = require("../hono.js");
