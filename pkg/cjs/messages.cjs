module.exports = require("../messages.js");
